static cJSON_bool decode_array_index_from_pointer(const unsigned char * const pointer, size_t * const index)
{
    char *end = NULL;
    unsigned long value = 0;

    /* strtoul takes blanks and signs */
    if (!isdigit(pointer[0]) || ((pointer[0] == '0') && isdigit(pointer[1])))
    {
        return 0;
    }

    value = strtoul((const char*)pointer, &end, 10);
    if ((*end != '\0') && (*end != '/'))
    {
        return 0;
    }

    *index = (size_t)value;

    return 1;
}
