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
	claim, present := m["aud"]
	if !present || claim == nil {
		return !req
	}
	text, err := json.Marshal(claim)
	if err != nil {
		return false
	}
	var names []string
	if json.Unmarshal(text, &names) != nil {
		var name string
		if json.Unmarshal(text, &name) != nil {
			return false
		}
		names = []string{name}
	}
	found := false
	for _, name := range names {
		found = verifyAud(name, cmp, true) || found
	}
	return found
}
