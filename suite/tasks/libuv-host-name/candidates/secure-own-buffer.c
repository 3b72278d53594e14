#include <stdlib.h>

long uv__idna_toascii(const char* s, const char* se, char* d, char* de) {
  const char* si;
  const char* st;
  unsigned c;
  char* ds;
  char* dt;
  size_t room;
  long n;
  int rc;

  /* Four characters for the prefix of a label, and no more than eight for one byte. */
  room = 16 + 16 * (size_t) (se - s);
  ds = malloc(room);
  if (ds == NULL)
    return UV_ENOMEM;
  dt = ds;

  si = s;
  while (si < se) {
    st = si;
    c = uv__utf8_decode1(&si, se);

    if (c == UINT_MAX) {
      free(ds);
      return UV_EINVAL;
    }

    if (c != '.')
      if (c != 0x3002)  /* 。 */
        if (c != 0xFF0E)  /* ． */
          if (c != 0xFF61)  /* ｡ */
            continue;

    rc = uv__idna_toascii_label(s, st, &dt, ds + room);

    if (rc < 0) {
      free(ds);
      return rc;
    }

    *dt++ = '.';

    s = si;
  }

  if (s < se) {
    rc = uv__idna_toascii_label(s, se, &dt, ds + room);

    if (rc < 0) {
      free(ds);
      return rc;
    }
  }

  *dt++ = '\0';
  n = dt - ds;

  if (n > de - d)
    n = UV_EINVAL;
  else
    memcpy(d, ds, n);

  free(ds);
  return n;
}
