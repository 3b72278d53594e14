    def inline_textile_link( text )
        text.gsub!( LINK_RE ) do |m|
          all,pre,atts,text,title,url,proto,slash,post = $~[1..9]
          if text.include?('<br />')
            all
          else
            url, url_title = check_refs(url)
            title ||= url_title
            # Idea below : an URL with unbalanced parethesis and
            # ending by ')' is put into external parenthesis
            if url[-1] == ")" and ((url.count("(") - url.count(")")) < -1)
              url = url[0..-2] # discard closing parenth from url
              post = ")" + post # add closing parenth to post
            end

            url = htmlesc(url.dup)
            next all if url[/\A[^:\/?#]*/].match?(/\A(?:javascript|vbscript|data)\z/i)

            atts = pba(atts)
            atts = +" href=\"#{url}#{slash}\"#{atts}"
            atts << " title=\"#{htmlesc title}\"" if title
            atts = shelve(atts) if atts
            external = (url =~ /^https?:\/\//) ? ' class="external"' : ''
            "#{pre}<a#{atts}#{external}>#{text}</a>#{post}"
          end
        end
    end
