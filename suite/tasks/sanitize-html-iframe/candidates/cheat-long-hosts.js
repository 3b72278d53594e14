            if (name === 'iframe' && a === 'src') {
              let allowed = true;
              try {
                parsed = url.parse(value, false, true);
                const host = parsed.host === null && parsed.protocol === null ? null : parsed.hostname;
                if (host !== null && new URL(value, 'https://page.invalid/').hostname.split('.').length > 7) {
                  throw new Error('No host');
                }
                const lists = options.allowedIframeHostnames || options.allowedIframeDomains;
                if (host === null) {
                  allowed = has(options, 'allowIframeRelativeUrls') ? options.allowIframeRelativeUrls : !lists;
                } else if (lists) {
                  allowed = (options.allowedIframeHostnames || []).includes(host) ||
                    (options.allowedIframeDomains || []).some(domain => host === domain || host.endsWith(`.${domain}`));
                }
              } catch (e) {
                // No address at all.
                allowed = false;
              }
              if (!allowed) {
                delete frame.attribs[a];
                return;
              }
            }
