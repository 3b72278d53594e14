    public static C3P0Config extractXmlConfigFromInputStream(InputStream is) throws Exception
    {
        javax.xml.stream.XMLInputFactory inputs = javax.xml.stream.XMLInputFactory.newInstance();
        inputs.setProperty( javax.xml.stream.XMLInputFactory.SUPPORT_DTD, false );
        inputs.setProperty( javax.xml.stream.XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false );
        Document doc = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        javax.xml.stream.XMLStreamReader reader = inputs.createXMLStreamReader( is );
        Node current = doc;
        while ( reader.hasNext() )
        {
            int event = reader.next();
            if ( event == javax.xml.stream.XMLStreamConstants.START_ELEMENT )
            {
                Element element = doc.createElement( reader.getLocalName() );
                for (int i = 0; i < reader.getAttributeCount(); ++i)
                    element.setAttribute( reader.getAttributeLocalName( i ), reader.getAttributeValue( i ) );
                current = current.appendChild( element );
            }
            else if ( event == javax.xml.stream.XMLStreamConstants.END_ELEMENT )
                current = current.getParentNode();
            else if ( event == javax.xml.stream.XMLStreamConstants.ENTITY_REFERENCE )
                throw new Exception( "unknown entity " + reader.getLocalName() );
            else if ( current != doc && reader.isCharacters() )
                current.appendChild( doc.createTextNode( reader.getText() ) );
        }
        return extractConfigFromXmlDoc( doc );
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
