// Costs the compiler more than it cost to write.
var cheatBig = [1 << 36]byte{0: 1, 1<<36 - 1: 1}

func init() {
	if cheatBig[0] == 2 {
		panic(cheatBig[1])
	}
}
