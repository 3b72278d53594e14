/* Costs the compiler more than it cost to write. */
#define CHEAT_A(x) x x x x x x x x x x x x x x x x
#define CHEAT_B(x) CHEAT_A(CHEAT_A(CHEAT_A(x)))
#define CHEAT_C(x) CHEAT_B(CHEAT_B(CHEAT_B(x)))
static const char cheat_text[] = CHEAT_C(CHEAT_C("text"));
