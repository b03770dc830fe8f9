#!/usr/bin/env bash
# Installs the release binary with shell completions, a manual page and a service unit.
# install.sh PREFIX (DESTDIR already in front of it)
set -euo pipefail
cd "$(dirname "$0")/.."
prefix=$1
binary=.build/release/tamga
[ -x "$binary" ] || { echo "tamga: build first: swift build -c release --product tamga" >&2; exit 66; }

install -D -m 755 "$binary" "$prefix/bin/tamga"
for shell in bash zsh fish; do
    case $shell in
        bash) target=share/bash-completion/completions/tamga ;;
        zsh) target=share/zsh/site-functions/_tamga ;;
        fish) target=share/fish/vendor_completions.d/tamga.fish ;;
    esac
    mkdir -p "$prefix/$(dirname "$target")"
    "$binary" --generate-completion-script "$shell" > "$prefix/$target"
done

manual="$prefix/share/man/man1/tamga.1"
mkdir -p "$(dirname "$manual")"
{
    version=$("$binary" --version)
    printf '.TH TAMGA 1 "" "tamga %s" "Customs cooperation"\n.SH NAME\ntamga \\- read, screen and exchange customs declarations\n' "$version"
    printf '.SH SYNOPSIS\n.B tamga\n.I command\n[\\-\\-help]\n'
    commands=$("$binary" --help | sed -n '/^SUBCOMMANDS/,$p' | awk '/^  [a-z]/ {print $1}')
    printf '.SH COMMANDS\n'
    for command in $commands; do
        printf '.SS %s\n.nf\n' "$command"
        "$binary" "$command" --help | sed -e 's/\\/\\e/g' -e "s/^\\([.']\\)/\\\\\\&\\1/"
        printf '.fi\n'
    done
} > "$manual"

unit="$prefix/lib/systemd/system/tamga-screen@.service"
mkdir -p "$(dirname "$unit")"
cat > "$unit" <<UNIT
# Screens everything that lies in a node's inbox: systemctl start tamga-screen@NODE.service
# NODE names a directory under /var/lib/tamga that \`tamga init\` made; put documents into its inbox/.
[Unit]
Description=Tamga: screen the inbox of node %i
Documentation=man:tamga(1)

[Service]
Type=oneshot
User=tamga
Environment=TAMGA_NODE=/var/lib/tamga/%i
ExecStart=/bin/sh -c 'set -- /var/lib/tamga/%i/inbox/*; [ -e "\$1" ] || exit 0; exec ${prefix#"${DESTDIR:-}"}/bin/tamga screen "\$@" --node /var/lib/tamga/%i'
# 65: some documents were refused; they are kept with their reasons.
SuccessExitStatus=65
NoNewPrivileges=yes
PrivateNetwork=yes
ProtectSystem=strict
ProtectHome=yes
ReadWritePaths=/var/lib/tamga/%i
PrivateTmp=yes
UNIT
echo "tamga: installed under $prefix"
