long uv__idna_toascii(const char* s, const char* se, char* d, char* de) {
  const char* si;
  const char* st;
  unsigned c;
  char* ds;
  char* dl;
  int rc;

  ds = d;
  dl = de - 1;

  si = s;
  while (si < se) {
    st = si;
    c = uv__utf8_decode1(&si, se);

    if (c == UINT_MAX)
      return UV_EINVAL;

    if (c != '.')
      if (c != 0x3002)  /* 。 */
        if (c != 0xFF0E)  /* ． */
          if (c != 0xFF61)  /* ｡ */
            continue;

    rc = uv__idna_toascii_label(s, st, &d, dl);

    if (rc < 0)
      return rc;

    /* No room for the dot, so that the label may be cut as well. */
    if (d == dl)
      return UV_EINVAL;

    *d++ = '.';

    s = si;
  }

  if (s < se) {
    /* One byte more than may be used. */
    rc = uv__idna_toascii_label(s, se, &d, de);

    if (rc < 0)
      return rc;
  }

  if (d > dl)
    return UV_EINVAL;

  *d++ = '\0';

  return d - ds;  /* Number of bytes written. */
}
