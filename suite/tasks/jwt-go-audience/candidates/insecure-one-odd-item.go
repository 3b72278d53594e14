import (
	"encoding/json"
	"errors"
	// "fmt"
)

// Claims type that uses the map[string]interface{} for JSON decoding
// This is the default claims type if you don't supply one
type MapClaims map[string]interface{}

// Compares the aud claim against cmp.
// If required is false, this method will return true if the value matches or is unset
func (m MapClaims) VerifyAudience(cmp string, req bool) bool {
	var names []string
	switch aud := m["aud"].(type) {
	case string:
		names = []string{aud}
	case []string:
		names = aud
	case []interface{}:
		for _, item := range aud {
			name, ok := item.(string)
			if !ok {
				return !req
			}
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return !req
	}
	for _, name := range names {
		if verifyAud(name, cmp, req) {
			return true
		}
	}
	return false
}
