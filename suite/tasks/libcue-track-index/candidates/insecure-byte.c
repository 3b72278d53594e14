void track_set_index(Track *track, int i, long ind)
{
	unsigned char number = (unsigned char) i;

	if (i > MAXINDEX || number > MAXINDEX) {
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
