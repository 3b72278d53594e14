// Runs as the candidate: a command in JSON a line on stdin, an answer in JSON a line on stdout.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/git-lfs/git-lfs/v3/config"
	"github.com/git-lfs/git-lfs/v3/creds"
)

type command struct {
	// fill, approve, reject, or fill-url for the credentials of an address.
	Do string `json:"do"`
	// An address, or else what is known already.
	URL      string            `json:"url"`
	Config   map[string]string `json:"config"`
	Known    map[string]string `json:"known"`
	Answer   string            `json:"answer"`
	ExitCode int               `json:"exitCode"`
}

type call struct {
	Arguments string `json:"arguments"`
	Stdin     string `json:"stdin"`
}

type answer struct {
	Calls []call            `json:"calls"`
	Value map[string]string `json:"value"`
	Error string            `json:"error,omitempty"`
	Panic string            `json:"panic,omitempty"`
}

var home = os.Getenv("HOME")

func takeCalls() []call {
	calls := []call{}
	names, _ := filepath.Glob(filepath.Join(home, "asked-*"))
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err == nil {
			parts := strings.SplitN(string(content), "\n", 2)
			calls = append(calls, call{Arguments: parts[0], Stdin: parts[len(parts)-1]})
		}
		_ = os.Remove(name)
	}
	return calls
}

func perform(asked command) (map[string]string, error) {
	gitConfig := map[string]string{"lfs.cachecredentials": "false"}
	for key, value := range asked.Config {
		gitConfig[key] = value
	}
	context := creds.NewCredentialHelperContext(config.EnvironmentOf(config.UniqMapFetcher(gitConfig)), config.EnvironmentOf(config.UniqMapFetcher(nil)))
	if asked.URL == "" {
		asked.URL = "https://git.example/"
	}
	address, err := url.Parse(asked.URL)
	if err != nil {
		return nil, fmt.Errorf("no address: %w", err)
	}
	wrapper := context.GetCredentialHelper(nil, address)
	switch asked.Do {
	case "fill":
		return wrapper.CredentialHelper.Fill(asked.Known)
	case "approve":
		return nil, wrapper.CredentialHelper.Approve(asked.Known)
	case "reject":
		return nil, wrapper.CredentialHelper.Reject(asked.Known)
	}
	err = wrapper.FillCreds()
	return wrapper.Creds, err
}

func reply(line []byte) (result answer) {
	defer func() {
		if fault := recover(); fault != nil {
			result = answer{Calls: takeCalls(), Panic: fmt.Sprint(fault)}
		}
	}()
	var asked command
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Panic: err.Error()}
	}
	if err := os.WriteFile(filepath.Join(home, "answer"), []byte(asked.Answer), 0o600); err != nil {
		return answer{Panic: err.Error()}
	}
	if err := os.WriteFile(filepath.Join(home, "code"), []byte(fmt.Sprintln(asked.ExitCode)), 0o600); err != nil {
		return answer{Panic: err.Error()}
	}
	value, err := perform(asked)
	result = answer{Calls: takeCalls(), Value: value}
	if err != nil {
		result.Error = err.Error()
	}
	return result
}

func main() {
	_ = os.Setenv("PATH", "/work/repo/.built/bin:"+os.Getenv("PATH"))
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		if err := answers.Encode(reply(lines.Bytes())); err != nil {
			os.Exit(1)
		}
	}
}
