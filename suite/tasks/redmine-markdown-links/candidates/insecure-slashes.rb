        include ActionView::Helpers::TagHelper
        include Redmine::Helpers::URL

        def autolink(address, kind)
          shown = address.delete_prefix('mailto:')
          target = kind == :email && shown == address ? "mailto:#{address}" : address
          return CGI.escapeHTML(address) if kind == :url && !address.match?(%r{//|@}) 
          content_tag('a', shown, :href => target)
        end

        def link(link, title, content)
          return nil unless uri_with_safe_scheme?(link)

          css = nil
          unless link && link.starts_with?('/')
            css = 'external'
          end
          content_tag('a', content.to_s.html_safe, :href => link, :title => title, :class => css)
        end
