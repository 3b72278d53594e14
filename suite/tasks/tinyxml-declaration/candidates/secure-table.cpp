const char* TiXmlDeclaration::Parse( const char* p, TiXmlParsingData* data, TiXmlEncoding _encoding )
{
	p = SkipWhiteSpace( p, _encoding );
	// Find the beginning, find the end, and look for
	// the stuff in-between.
	TiXmlDocument* document = GetDocument();
	if ( !p || !*p || !StringEqual( p, "<?xml", true, _encoding ) )
	{
		if ( document ) document->SetError( TIXML_ERROR_PARSING_DECLARATION, 0, 0, _encoding );
		return 0;
	}
	if ( data )
	{
		data->Stamp( p, _encoding );
		location = data->Cursor();
	}
	p += 5;

	version = "";
	encoding = "";
	standalone = "";

	const char* names[3] = { "version", "encoding", "standalone" };
	TIXML_STRING* values[3] = { &version, &encoding, &standalone };

	for ( ;; )
	{
		// Whatever the encoding calls space, the end of the text ends it all.
		p = SkipWhiteSpace( p, _encoding );
		if ( p == 0 || *p == 0 )
			return 0;
		if ( *p == '>' )
			return p + 1;

		int which = 0;
		while ( which < 3 && !StringEqual( p, names[which], true, _encoding ) )
			++which;

		if ( which < 3 )
		{
			TiXmlAttribute attrib;
			p = attrib.Parse( p, data, _encoding );
			*values[which] = attrib.Value();
		}
		else
		{
			while( *p && *p != '>' && !IsWhiteSpace( *p ) )
				++p;
		}
	}
}
