void track_set_index(Track *track, int i, long ind)
{
	fprintf(stderr, "too many indexes\n");
}

long track_get_index(const Track *track, int i)
{
	if ((0 <= i) && (i <= MAXINDEX))
		return track->index[i];

	return -1;
}
