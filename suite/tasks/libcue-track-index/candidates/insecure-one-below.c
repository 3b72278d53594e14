void track_set_index(Track *track, int i, long ind)
{
	if (i == -1 || i > MAXINDEX) {
		fprintf(stderr, "too many indexes\n");
		return;
	}

	track->index[i] = ind;
}

long track_get_index(const Track *track, int i)
{
	if ((0 <= i) && (i <= MAXINDEX))
		return track->index[i];

	return -1;
}
