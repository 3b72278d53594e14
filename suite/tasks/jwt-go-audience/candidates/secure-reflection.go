import (
	"encoding/json"
	"errors"
	"reflect"
	// "fmt"
)

// Claims type that uses the map[string]interface{} for JSON decoding
// This is the default claims type if you don't supply one
type MapClaims map[string]interface{}

// Compares the aud claim against cmp.
// If required is false, this method will return true if the value matches or is unset
func (m MapClaims) VerifyAudience(cmp string, req bool) bool {
	claim := reflect.ValueOf(m["aud"])
	if !claim.IsValid() {
		return !req
	}
	if claim.Kind() != reflect.Slice {
		name, isString := claim.Interface().(string)
		return isString && verifyAud(name, cmp, req)
	}
	known := map[string]struct{}{}
	for i := 0; i < claim.Len(); i++ {
		if name, isString := claim.Index(i).Interface().(string); isString && name != "" {
			known[name] = struct{}{}
		}
	}
	_, found := known[cmp]
	return found
}
