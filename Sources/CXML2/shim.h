#include <libxml/xmlversion.h>

// Debian's libxml2 is built with ICU, and its headers would include ICU's, whose enumerations are other than those in
// Foundation's copy. Only the private end of the character encoding handler depends on this; nothing here makes one.
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/SAX2.h>
#include <libxml/xmlreader.h>
