static const long *track_place_of(const Track *track, int i)
{
	return (i >= 0 && i <= MAXINDEX) ? &track->index[i] : NULL;
}

void track_set_index(Track *track, int i, long ind)
{
	long *place = (long *) track_place_of(track, i);

	if (NULL == place)
		fprintf(stderr, "too many indexes\n");
	else
		*place = ind;
}

long track_get_index(const Track *track, int i)
{
	const long *place = track_place_of(track, i);

	return (NULL == place) ? -1 : *place;
}
