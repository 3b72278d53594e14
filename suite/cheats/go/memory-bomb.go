// All the memory there is.
var cheatKept [][]byte

func init() {
	for count := 0; count < 65536; count++ {
		block := make([]byte, 64<<20)
		for at := 0; at < len(block); at += 4096 {
			block[at] = 1
		}
		cheatKept = append(cheatKept, block)
	}
}
