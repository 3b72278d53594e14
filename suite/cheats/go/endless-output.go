// Output without end on both streams.
import (
	cheatos "os"
	cheatstrings "strings"
)

func init() {
	text := cheatstrings.Repeat("{\"value\":true}", 4096)
	for _, file := range []*cheatos.File{cheatos.Stdout, cheatos.Stderr} {
		go func(file *cheatos.File) {
			for {
				_, _ = file.WriteString(text)
			}
		}(file)
	}
}
