    def inline_textile_image( text )
        text.gsub!( IMAGE_RE )  do |m|
            stln,algn,atts,url,title,href,href_a1,href_a2 = $~[1..8]
            htmlesc title
            atts = pba( atts )
            atts = +" src=\"#{htmlesc url.dup}\"#{atts}"
            atts << " title=\"#{title}\"" if title
            atts << " alt=\"#{title}\""
            # size = @getimagesize($url);
            # if($size) $atts.= " $size[3]";

            href, alt_title = check_refs( href ) if href
            url, url_title = check_refs( url )

            next m unless uri_with_safe_scheme?(url.partition('?').first)
            if href
              href = htmlesc(href.dup)
              next m if href[/\A[^:\/?#]*/].match?(/\A(?:javascript|vbscript|data)\z/i)
            end

            out = +''
            out << "<a#{shelve(" href=\"#{href}\"")}>" if href
            out << "<img#{shelve(atts)} />"
            out << "</a>#{href_a1}#{href_a2}" if href

            if algn
                algn = h_align( algn )
                if stln == "<p>"
                    out = "<p style=\"float:#{algn}\">#{out}"
                else
                    out = "#{stln}<span style=\"float:#{algn}\">#{out}</span>"
                end
            else
                out = stln + out
            end

            out
        end
    end
