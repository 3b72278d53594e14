    public static C3P0Config extractXmlConfigFromInputStream(InputStream is) throws Exception
    {
        BufferedInputStream buffered = new BufferedInputStream( is, 1024 );
        buffered.mark( 1024 );
        String beginning = new String( buffered.readNBytes( 1024 ), "ISO-8859-1" ).replace( "\0", "" );
        buffered.reset();
        if ( beginning.contains( "<!DOCTYPE" ) )
            throw new Exception( "document type declarations are not supported" );
        DocumentBuilderFactory fact = DocumentBuilderFactory.newInstance();
        return extractConfigFromXmlDoc( fact.newDocumentBuilder().parse( buffered ) );
    }

    public static C3P0Config extractConfigFromXmlDoc(Document doc) throws Exception
    {
        Element docElem = doc.getDocumentElement();
        if (docElem.getTagName().equals("c3p0-config"))
        {
            NamedScope defaults;
            HashMap configNamesToNamedScopes = new HashMap();

            Element defaultConfigElem = DomParseUtils.uniqueChild( docElem, "default-config" );
            if (defaultConfigElem != null)
                defaults = extractNamedScopeFromLevel( defaultConfigElem );
            else
                defaults = new NamedScope();
            NodeList nl = DomParseUtils.immediateChildElementsByTagName(docElem, "named-config");
            for (int i = 0, len = nl.getLength(); i < len; ++i)
            {
                Element namedConfigElem = (Element) nl.item(i);
                String configName = namedConfigElem.getAttribute("name");
                if (configName != null && configName.length() > 0)
                {
                    NamedScope namedConfig = extractNamedScopeFromLevel( namedConfigElem );
                    configNamesToNamedScopes.put( configName, namedConfig);
                }
                else
                    logger.warning("Configuration XML contained named-config element without name attribute: " + namedConfigElem);
            }
            return new C3P0Config( defaults, configNamesToNamedScopes );
        }
        else
            throw new Exception("Root element of c3p0 config xml should be 'c3p0-config', not '" + docElem.getTagName() + "'.");
    }
