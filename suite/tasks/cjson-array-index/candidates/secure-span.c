static cJSON_bool decode_array_index_from_pointer(const unsigned char * const pointer, size_t * const index)
{
    const size_t length = strspn((const char*)pointer, "0123456789");
    size_t position = 0;

    if ((length == 0) || ((length > 1) && (pointer[0] == '0')) || ((pointer[length] != '\0') && (pointer[length] != '/')))
    {
        return 0;
    }

    *index = 0;
    for (position = 0; position < length; position++)
    {
        *index = (10 * *index) + (size_t)(pointer[position] - '0');
    }

    return 1;
}
