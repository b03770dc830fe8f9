#include <libxml/xmlversion.h>
// ICU's headers, which libxml2's would pull in, clash with the copy inside Foundation.
// They matter only to encoding handlers, which are never touched from Swift.
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
