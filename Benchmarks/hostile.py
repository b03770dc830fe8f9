"""A node under attack from a partner and from the network: its memory, and what others notice."""
import json, subprocess, sys, time

from exchange import FOLDER, UZ, US, Served, believe, free_port, load, set_up, tamga
from measuring import ROOT, Failed

KZ = FOLDER / "kz"


def attack(us, token, seconds):
    return subprocess.Popen(
        [sys.executable, ROOT / "Benchmarks/attack.py",
         "--gateway", str(us.ready["gatewayPort"]), "--api", str(us.ready["apiPort"]),
         "--certificate", KZ / "keys/tls.pem", "--key", KZ / "keys/tls.key", "--token", token,
         "--seconds", str(seconds), "--pause", "0.02"], stdout=subprocess.PIPE, text=True)


def hostile(results, size, times):
    """UZ exchanges with US at a steady pace, alone and while KZ attacks every door of US."""
    quick = size == "quick"
    seconds = 8 if quick else 40
    set_up()
    port = free_port()
    tamga("init", KZ, "--administration", "KZ", "--gateway-port", port, "--endpoint",
          f"https://127.0.0.1:{port}")
    believe(US, KZ, "KZ")
    token = tamga("client", "add", "attacker", "--node", US).output.strip()
    with Served(US) as us:
        idle = us.mib("VmRSS")
        _, calm, _ = load(400 if quick else 4_000, 4)
        usual = us.mib("VmHWM")
        attacker = attack(us, token, seconds)
        time.sleep(1)
        _, pressed, command = load(200 if quick else 1_000, 4)
        report, _ = attacker.communicate(timeout=seconds + 120)
        answers = json.loads(report)
        if len(answers) < 15:
            raise Failed(f"the attack did little: {answers}")
        results.add("memory under attack, above idle", us.mib("VmHWM") - idle, "MiB",
                    "Benchmarks/attack.py", better="lower", target=128, idle_mib=idle,
                    usual_mib=usual - idle, requests=sum(sum(a.values()) for a in answers.values()))
        calm_ms, pressed_ms = calm["p99Microseconds"] / 1000, pressed["p99Microseconds"] / 1000
        results.add("another partner's p99 under attack", pressed_ms / calm_ms, "times", command,
                    better="lower", target=2, p99_ms=pressed_ms, calm_p99_ms=calm_ms,
                    note="attacker, sender and node share the machine's cores")
        _, after, _ = load(100, 4)
        results.add("p99 after the attack", after["p99Microseconds"] / 1000, "ms", command,
                    better="lower", note="")
