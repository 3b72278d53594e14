void track_set_index(Track *track, int i, long ind)
{
	int known;

	for (known = 0; known <= MAXINDEX; known++) {
		if (known == i) {
			track->index[known] = ind;
			return;
		}
	}

	fprintf(stderr, "too many indexes\n");
}

long track_get_index(const Track *track, int i)
{
	if ((0 <= i) && (i <= MAXINDEX))
		return track->index[i];

	return -1;
}
