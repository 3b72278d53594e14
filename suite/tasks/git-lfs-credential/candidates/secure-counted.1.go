// Creds represents a set of key/value pairs that are passed to 'git credential'
// as input.
type Creds map[string]string

// bufferCreds has a line for each attribute, or does not fit.
func bufferCreds(c Creds) (*bytes.Buffer, error) {
	buf := new(bytes.Buffer)

	for k, v := range c {
		buf.WriteString(k + "=" + v + "\n")
	}

	if bytes.Count(buf.Bytes(), []byte("\n")) != len(c) {
		return nil, fmt.Errorf("an attribute takes more than a line")
	}
	return buf, nil
}
