// The peers of the parser benchmark: gumbo, and libxml2's parser of HTML.
#include <gumbo.h>

#include <libxml/xmlversion.h>

#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
