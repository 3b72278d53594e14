// Runs as the candidate: a template in JSON a line on stdin, what it renders to in JSON a line on stdout.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/flosch/pongo2"
	"github.com/lxc/lxd/shared"
)

type command struct {
	Template string                 `json:"template"`
	Context  map[string]interface{} `json:"context"`
	// Seconds since 1970, for the variable that snapshots have.
	Created int64 `json:"created"`
}

type answer struct {
	Value string `json:"value"`
	Error string `json:"error,omitempty"`
	Panic string `json:"panic,omitempty"`
}

func reply(line []byte) (result answer) {
	defer func() {
		if fault := recover(); fault != nil {
			result = answer{Panic: fmt.Sprint(fault)}
		}
	}()
	var asked command
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Panic: err.Error()}
	}
	variables := pongo2.Context{"creation_date": time.Unix(asked.Created, 0).UTC()}
	variables.Update(asked.Context)
	value, err := shared.RenderTemplate(asked.Template, variables)
	if err != nil {
		return answer{Value: value, Error: err.Error()}
	}
	return answer{Value: value}
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
