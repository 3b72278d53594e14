// Runs as the candidate: a user in JSON a line on stdin, what becomes of the specification in JSON a line on stdout.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/containerd/containerd/containers"
	"github.com/containerd/containerd/oci"
)

type command struct {
	User string `json:"user"`
	// The specification before.
	Spec        json.RawMessage `json:"spec"`
	Snapshotter string          `json:"snapshotter"`
	SnapshotKey string          `json:"snapshotKey"`
}

type answer struct {
	UID      uint32   `json:"uid"`
	GID      uint32   `json:"gid"`
	Groups   []uint32 `json:"groups"`
	Username string   `json:"username"`
	Error    string   `json:"error,omitempty"`
	Panic    string   `json:"panic,omitempty"`
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
	var spec oci.Spec
	if err := json.Unmarshal(asked.Spec, &spec); err != nil {
		return answer{Panic: err.Error()}
	}
	container := &containers.Container{ID: "container", Snapshotter: asked.Snapshotter, SnapshotKey: asked.SnapshotKey}
	if err := oci.WithUser(asked.User)(context.Background(), nil, container, &spec); err != nil {
		return answer{Error: err.Error()}
	}
	user := spec.Process.User
	return answer{UID: user.UID, GID: user.GID, Groups: user.AdditionalGids, Username: user.Username}
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
