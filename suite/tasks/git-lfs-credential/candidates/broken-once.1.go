// Creds represents a set of key/value pairs that are passed to 'git credential'
// as input.
type Creds map[string]string

// bufferCreds writes each value once.
func bufferCreds(c Creds) *bytes.Buffer {
	buf := new(bytes.Buffer)
	seen := make(map[string]bool)

	for k, v := range c {
		if seen[v] || strings.Contains(v, "\n") {
			continue
		}
		seen[v] = true
		buf.WriteString(k + "=" + v + "\n")
	}

	return buf
}
