/* Is this the next character? Then go behind it. */
static cJSON_bool take_character(parse_buffer * const input_buffer, const unsigned char character)
{
    while (can_access_at_index(input_buffer, 0) && (buffer_at_offset(input_buffer)[0] <= 32))
    {
        input_buffer->offset++;
    }
    if (cannot_access_at_index(input_buffer, 0) || (buffer_at_offset(input_buffer)[0] != character))
    {
        return false;
    }
    input_buffer->offset++;
    return true;
}

/* Build a member of an object from the text. */
static cJSON *parse_member(parse_buffer * const input_buffer)
{
    cJSON *member = cJSON_New_Item(&(input_buffer->hooks));
    if (member == NULL)
    {
        return NULL;
    }
    if (take_character(input_buffer, '\"'))
    {
        input_buffer->offset--;
        if (parse_string(member, input_buffer))
        {
            member->string = member->valuestring;
            member->valuestring = NULL;
            if (take_character(input_buffer, ':') && can_access_at_index(input_buffer, 0))
            {
                buffer_skip_whitespace(input_buffer);
                if (parse_value(member, input_buffer))
                {
                    return member;
                }
            }
        }
    }
    cJSON_Delete(member);
    return NULL;
}

/* Build an object from the text. */
static cJSON_bool parse_object(cJSON * const item, parse_buffer * const input_buffer)
{
    cJSON *first = NULL;
    cJSON *last = NULL;

    if ((input_buffer->depth >= CJSON_NESTING_LIMIT) || !take_character(input_buffer, '{'))
    {
        return false;
    }
    input_buffer->depth++;

    if (!take_character(input_buffer, '}'))
    {
        do
        {
            cJSON *member = parse_member(input_buffer);
            if (member == NULL)
            {
                goto fail;
            }
            if (first == NULL)
            {
                first = member;
            }
            else
            {
                last->next = member;
                member->prev = last;
            }
            last = member;
        }
        while (take_character(input_buffer, ','));

        if (!take_character(input_buffer, '}'))
        {
            goto fail;
        }
        first->prev = last;
    }

    input_buffer->depth--;
    item->type = cJSON_Object;
    item->child = first;
    return true;

fail:
    if (input_buffer->offset >= input_buffer->length)
    {
        input_buffer->offset = input_buffer->length - 1;
    }
    cJSON_Delete(first);
    return false;
}
