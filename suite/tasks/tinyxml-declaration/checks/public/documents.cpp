// Runs as the candidate. A line on stdin: an encoding, and a document in hexadecimal. A line on stdout for it: its declarations, what it is when it is printed, and its error.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include "tinyxml.h"

static std::string from_hexadecimal(const char *text)
{
    std::string bytes;
    unsigned int value = 0;
    for (size_t count = 0; sscanf(text + 2 * count, "%2x", &value) == 1; count++)
    {
        bytes += static_cast<char>(value);
    }
    return bytes;
}

static void describe(const TiXmlNode *node, std::string &text)
{
    for (const TiXmlNode *child = node->FirstChild(); child != NULL; child = child->NextSibling())
    {
        const TiXmlDeclaration *declaration = child->ToDeclaration();
        if (declaration != NULL)
        {
            char place[64];
            snprintf(place, sizeof place, "%d:%d", declaration->Row(), declaration->Column());
            text += std::string("[") + declaration->Version() + "|" + declaration->Encoding() + "|" + declaration->Standalone() + "|" + place + "]";
        }
        describe(child, text);
    }
}

static void answer(const char *encoding, const char *hexadecimal)
{
    const std::string text = from_hexadecimal(hexadecimal);
    TiXmlDocument document;
    document.Parse(text.c_str(), NULL, strcmp(encoding, "utf8") == 0 ? TIXML_ENCODING_UTF8 : strcmp(encoding, "legacy") == 0 ? TIXML_ENCODING_LEGACY : TIXML_ENCODING_UNKNOWN);
    std::string declarations;
    describe(&document, declarations);
    TiXmlPrinter printer;
    printer.SetStreamPrinting();
    document.Accept(&printer);
    std::string printed = printer.CStr();
    for (size_t at = 0; at < printed.size(); at++)
    {
        if (printed[at] == '\n')
        {
            printed[at] = ' ';
        }
    }
    printf("%s\t%s\t%s\n", declarations.c_str(), printed.c_str(), document.Error() ? "error" : "");
    fflush(stdout);
}

int main()
{
    char *line = NULL;
    size_t room = 0;
    while (getline(&line, &room, stdin) > 0)
    {
        char *document = strchr(line, ' ');
        *document = '\0';
        answer(line, document + 1);
    }
    free(line);
    return 0;
}
