static cJSON_bool decode_array_index_from_pointer(const unsigned char * const pointer, size_t * const index)
{
    (void)pointer;
    *index = 0;
    return 0;
}
