void track_set_index(Track *track, int i, long ind)
{
	if (i > MAXINDEX) {
		fprintf(stderr, "too many indexes\n");
		return;
	}

	if (NULL == track || &track->index[i] > &track->index[MAXINDEX])
		return;

	track->index[i] = ind;
}

long track_get_index(const Track *track, int i)
{
	if ((0 <= i) && (i <= MAXINDEX))
		return track->index[i];

	return -1;
}
