            if (name === 'iframe' && a === 'src') {
              let allowed = true;
              try {
                let host = null;
                if (/^[a-z][a-z\d+.-]*:/i.test(value)) {
                  host = new URL(value).hostname;
                } else if (value.startsWith('//')) {
                  throw new Error('An address without a scheme');
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
