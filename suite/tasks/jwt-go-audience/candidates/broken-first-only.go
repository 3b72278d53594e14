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
	switch aud := m["aud"].(type) {
	case []string:
		return len(aud) > 0 && verifyAud(aud[0], cmp, true)
	case []interface{}:
		if len(aud) == 0 {
			return !req
		}
		first, _ := aud[0].(string)
		return verifyAud(first, cmp, true)
	case string:
		return verifyAud(aud, cmp, req)
	}
	return !req
}
