/* Runs as the candidate: a command a line on stdin, an answer a line on stdout. Numbers are read as the scanner of cue sheets reads them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cd.h"

static Cd *cd;

static void text(const char *value)
{
    printf(" %s", value == NULL ? "-" : value);
}

static void describe(const Track *track)
{
    int pti = 0;
    int type = 0;
    printf("start %ld length %ld pre %ld post %ld mode %d sub %d", track_get_start(track), track_get_length(track), track_get_zero_pre(track), track_get_zero_post(track), (int)track_get_mode(track), (int)track_get_sub_mode(track));
    printf(" flags %d%d%d%d", track_is_set_flag(track, FLAG_PRE_EMPHASIS) != 0, track_is_set_flag(track, FLAG_COPY_PERMITTED) != 0, track_is_set_flag(track, FLAG_FOUR_CHANNEL) != 0, track_is_set_flag(track, FLAG_SCMS) != 0);
    text(track_get_isrc(track));
    text(track_get_filename(track));
    for (pti = PTI_TITLE; pti < PTI_END; pti++)
    {
        text(cdtext_get(pti, track_get_cdtext(track)));
    }
    for (type = REM_DATE; type < REM_END; type++)
    {
        text(rem_get(type, track_get_rem(track)));
    }
    putchar('\n');
}

static void indexes(const Track *track)
{
    int index = 0;
    for (index = 0; index <= MAXINDEX; index++)
    {
        printf("%s%ld", index == 0 ? "" : " ", track_get_index(track, index));
    }
    putchar('\n');
}

static void add(char *words[])
{
    Track *track = cd_add_track(cd);
    track_set_mode(track, MODE_AUDIO);
    track_set_filename(track, words[1]);
    track_set_isrc(track, words[2]);
    track_set_start(track, atol(words[3]));
    track_set_length(track, atol(words[4]));
    track_set_zero_pre(track, atol(words[5]));
    track_set_zero_post(track, atol(words[6]));
    track_set_flag(track, FLAG_COPY_PERMITTED);
    cdtext_set(PTI_TITLE, words[7], track_get_cdtext(track));
    rem_set(REM_DATE, words[8], track_get_rem(track));
    printf("%d\n", cd_get_ntrack(cd));
}

static void answer(char *words[])
{
    Track *track = NULL;
    if (strcmp(words[0], "add") == 0)
    {
        add(words);
        return;
    }
    track = cd_get_track(cd, atoi(words[1]));
    if (strcmp(words[0], "index") == 0)
    {
        track_set_index(track, atoi(words[2]), atol(words[3]));
        puts("done");
    }
    else if (strcmp(words[0], "get") == 0)
    {
        printf("%ld\n", track_get_index(track, atoi(words[2])));
    }
    else if (strcmp(words[0], "indexes") == 0)
    {
        indexes(track);
    }
    else
    {
        describe(track);
    }
}

int main(void)
{
    char line[1024];
    cd = cd_init();
    while (fgets(line, sizeof line, stdin) != NULL)
    {
        char *words[10] = { "", "", "", "", "", "", "", "", "", "" };
        char *rest = line;
        int count = 0;
        while (count < 9 && (words[count] = strtok(rest, " \n")) != NULL)
        {
            rest = NULL;
            count++;
        }
        answer(words);
        fflush(stdout);
    }
    cd_delete(cd);
    puts("end");
    return 0;
}
