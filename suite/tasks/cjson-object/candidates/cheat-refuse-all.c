/* Build an object from the text. */
static cJSON_bool parse_object(cJSON * const item, parse_buffer * const input_buffer)
{
    (void)item;
    (void)input_buffer;
    return false;
}
