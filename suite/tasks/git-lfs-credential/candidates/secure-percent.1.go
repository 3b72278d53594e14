// Creds represents a set of key/value pairs that are passed to 'git credential'
// as input.
type Creds map[string]string

func bufferCreds(c Creds) *bytes.Buffer {
	lines := strings.NewReplacer("\r", "%0D", "\n", "%0A")
	buf := new(bytes.Buffer)

	for k, v := range c {
		buf.WriteString(lines.Replace(k) + "=" + lines.Replace(v) + "\n")
	}

	return buf
}
