// Runs as the candidate: a command in JSON a line on stdin, an answer in JSON a line on stdout.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	jwt "github.com/dgrijalva/jwt-go"
)

type command struct {
	Token     string   `json:"token"`
	Secret    string   `json:"secret"`
	Numbers   bool     `json:"numbers"`
	Audiences []string `json:"audiences"`
	Wanted    string   `json:"wanted"`
	Required  bool     `json:"required"`
}

type answer struct {
	Value bool   `json:"value"`
	Error string `json:"error,omitempty"`
}

func claimsOf(asked command) (jwt.MapClaims, error) {
	if asked.Token == "" {
		return jwt.MapClaims{"aud": asked.Audiences}, nil
	}
	parser := &jwt.Parser{UseJSONNumber: asked.Numbers}
	token, err := parser.Parse(asked.Token, func(*jwt.Token) (interface{}, error) { return []byte(asked.Secret), nil })
	if err != nil {
		return nil, err
	}
	return token.Claims.(jwt.MapClaims), nil
}

func reply(line []byte) (result answer) {
	defer func() {
		if fault := recover(); fault != nil {
			result = answer{Error: fmt.Sprint("panic: ", fault)}
		}
	}()
	var asked command
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Error: err.Error()}
	}
	claims, err := claimsOf(asked)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Value: claims.VerifyAudience(asked.Wanted, asked.Required)}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		if err := answers.Encode(reply(lines.Bytes())); err != nil {
			os.Exit(1)
		}
	}
}
