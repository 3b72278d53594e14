// Creds represents a set of key/value pairs that are passed to 'git credential'
// as input.
type Creds map[string]string

func bufferCreds(c Creds) (*bytes.Buffer, error) {
	buf := new(bytes.Buffer)

	for k, v := range c {
		if strings.Contains(v, "\n") {
			return nil, errors.New("line feed in a value")
		}
		buf.WriteString(k + "=" + v + "\n")
	}

	return buf, nil
}
