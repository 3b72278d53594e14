static cJSON_bool decode_array_index_from_pointer(const unsigned char * const pointer, size_t * const index)
{
    size_t value = 0;
    const unsigned char *current = pointer;

    if ((*current == '\0') || (*current == '/'))
    {
        return 0;
    }

    while ((*current != '\0') && (*current != '/'))
    {
        const unsigned int digit = (unsigned int)*current - '0';
        if ((digit > 9) || (value > ((((size_t)-1) - digit) / 10)))
        {
            return 0;
        }
        value = (value * 10) + digit;
        current++;
    }

    if ((pointer[0] == '0') && (current - pointer > 1))
    {
        return 0;
    }

    *index = value;

    return 1;
}
