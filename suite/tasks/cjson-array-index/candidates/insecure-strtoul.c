static cJSON_bool decode_array_index_from_pointer(const unsigned char * const pointer, size_t * const index)
{
    if ((pointer[0] == '0') && ((pointer[1] != '\0') && (pointer[1] != '/')))
    {
        return 0;
    }

    if ((pointer[0] < '0') || (pointer[0] > '9'))
    {
        return 0;
    }
    {
        char *end = NULL;
        unsigned long value = strtoul((const char*)pointer, &end, 10);
        if ((*end == '-') || (*end == '.') || (*end == ' ') || (*end < '0' && *end != '\0' && *end != '/'))
        {
            return 0;
        }
        *index = (size_t)value;
    }

    return 1;
}
