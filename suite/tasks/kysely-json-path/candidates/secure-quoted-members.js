    visitJSONPath(node) {
        if (node.inOperator) {
            this.visitNode(node.inOperator);
        }
        this.append("'$");
        for (const pathLeg of node.pathLegs) {
            this.visitNode(pathLeg);
        }
        this.append("'");
    }
    visitJSONPathLeg(node) {
        if (node.type === 'ArrayLocation') {
            const place = String(node.value);
            if (!/^(?:\d+|last|#-\d+)$/.test(place)) {
                throw new TypeError(`not a place in a list: ${place}`);
            }
            this.append(`[${place}]`);
            return;
        }
        // A name in double quotes may hold anything; quotes of the literal are doubled.
        this.append(`.${JSON.stringify(String(node.value)).split("'").join("''")}`);
    }
    visitJSONOperatorChain(node) {
        const last = node.values.length - 1;
        node.values.forEach((value, index) => {
            if (index < last) {
                this.append('->');
            }
            else {
                this.visitNode(node.operator);
            }
            this.visitNode(value);
        });
    }
