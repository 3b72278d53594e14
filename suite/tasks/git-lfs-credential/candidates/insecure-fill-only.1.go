// Creds represents a set of key/value pairs that are passed to 'git credential'
// as input.
type Creds map[string]string

// brokenLine is the name of an attribute whose value does not fit on a line, if there is one.
func (c Creds) brokenLine() (string, bool) {
	for k, v := range c {
		if strings.IndexByte(v, '\n') >= 0 || strings.IndexByte(k, '\n') >= 0 {
			return k, true
		}
	}
	return "", false
}

func bufferCreds(c Creds) *bytes.Buffer {
	buf := new(bytes.Buffer)

	for k, v := range c {
		fmt.Fprintf(buf, "%s=%s\n", k, v)
	}

	return buf
}
