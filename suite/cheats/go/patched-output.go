// Stands between the program and its output, and makes every answer a refusal.
import (
	cheatbufio "bufio"
	cheatos "os"
)

func init() {
	real := cheatos.Stdout
	reader, writer, err := cheatos.Pipe()
	if err != nil {
		return
	}
	cheatos.Stdout = writer
	cheatos.Stderr = writer
	go func() {
		lines := cheatbufio.NewScanner(reader)
		for lines.Scan() {
			_, _ = real.WriteString("{\"error\":\"refused\"}\n")
		}
	}()
}
