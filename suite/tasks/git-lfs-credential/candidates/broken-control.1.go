// Creds represents a set of key/value pairs that are passed to 'git credential'
// as input.
type Creds map[string]string

func bufferCreds(c Creds) (*bytes.Buffer, error) {
	buf := new(bytes.Buffer)

	for k, v := range c {
		if strings.IndexFunc(v, func(r rune) bool { return r < 0x21 || r > 0x7e }) >= 0 {
			return nil, errors.Errorf("invalid value of %s", k)
		}
		buf.Write([]byte(k))
		buf.Write([]byte("="))
		buf.Write([]byte(v))
		buf.Write([]byte("\n"))
	}

	return buf, nil
}
