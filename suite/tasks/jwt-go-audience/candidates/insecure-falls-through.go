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
	var names []interface{}
	switch aud := m["aud"].(type) {
	case []interface{}:
		names = aud
	case []string:
		for _, name := range aud {
			names = append(names, name)
		}
	}
	for _, item := range names {
		if item == cmp {
			return true
		}
	}
	aud, _ := m["aud"].(string)
	return verifyAud(aud, cmp, req)
}
