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
	if list, ok := m["aud"].([]interface{}); ok {
		for _, item := range list {
			if name, ok := item.(string); ok && verifyAud(name, cmp, true) {
				return true
			}
		}
		return false
	}
	aud, _ := m["aud"].(string)
	return verifyAud(aud, cmp, req)
}
